# In the guest: the drivers, the bench with its cameras, and the checks. guest.sh VENV SOURCE KEPT SHELL CHECKS (with commas)
export PATH=/usr/bin:/usr/sbin:/bin HOME=/root TERM=dumb LANG=C.UTF-8 PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=$2
export PYTHON=$1/bin/python PICTURES=$3/pictures BENCH=/tmp/bench
cd "$2"
modprobe -d /modules uvcvideo
modprobe -d /modules vhci_hcd
"$PYTHON" -S -m tests.camera_lab.bench "$PICTURES" "$BENCH" >/tmp/bench.log 2>&1 &
echo $! >/tmp/bench.pid
if [ -n "$4" ]; then
  setsid -c bash -i
else
  "$PYTHON" -m tests.camera_lab.checks ${5//,/ } 2>/tmp/told
  ended=$?
  [ $ended = 0 ] || grep -v '^Corrupt JPEG data' /tmp/told /tmp/bench.log
  [ $ended = 0 ] || dmesg | grep -v 'unlink->seqnum\|given back\|urb->status' | tail -n 150
  exit $ended
fi
