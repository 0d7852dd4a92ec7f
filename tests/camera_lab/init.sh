#!/bin/busybox sh
# First process of the camera lab's guest: the machine outside becomes its file system, then the checks run in it.
/bin/busybox --install -s /bin
export PATH=/bin
mount -t proc proc /proc; mount -t sysfs sys /sys; mount -t devtmpfs dev /dev
for module in virtio_pci 9pnet_virtio 9p; do modprobe $module; done
new=/newroot
mount -t tmpfs tmpfs $new
mkdir -p $new/usr $new/proc $new/sys $new/dev $new/tmp $new/run $new/etc/alternatives $new/root $new/modules/lib
chmod 1777 $new/tmp
for link in bin sbin lib lib64; do ln -s usr/$link $new/$link; done
outside() { # TAG PLACE [cache]
  mkdir -p $new$2; mount -t 9p -o trans=virtio,version=9p2000.L,msize=524288,cache=${3:-loose},ro $1 $new$2
}
outside usr /usr; outside alternatives /etc/alternatives
outside python $python; outside venv $venv; outside work $work; outside kept $kept
outside src $src ${shell:+none}
cp $new$work/ld.so.cache $new/etc/
echo root:x:0:0:root:/root:/bin/sh > $new/etc/passwd
echo person:x:1000:1000:person:/tmp:/bin/sh >> $new/etc/passwd
echo root:x:0: > $new/etc/group
cp -r /lib/modules $new/modules/lib/
for place in proc sys dev; do mount --move /$place $new/$place; done
mkdir -p $new/dev/shm
chmod 1777 $new/dev/shm
ip link set lo up
chroot $new /bin/bash $src/tests/camera_lab/guest.sh $venv $src $kept "$shell" "$checks"
echo "GUEST-EXIT $?"
poweroff -f
