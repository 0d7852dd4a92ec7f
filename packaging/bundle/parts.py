"""What a bundle leaves out of what PyInstaller finds, and why.

Read by kaakrust.spec and trim.py, tried by tests/packaging.
"""

from __future__ import annotations

import re

LEFT_OUT_MODULES = [
    *("tkinter", "_tkinter", "curses", "readline", "idlelib", "ensurepip", "lib2to3", "pydoc", "xmlrpc", "test"),
    # Nothing here opens an address by itself; a stream's TLS is OpenCV's own. hashlib does without.
    *("ssl", "_ssl", "_hashlib"),
    # What installs packages has no place in an installed program.
    *("setuptools", "pkg_resources", "pip", "distutils", "numpy.distutils", "numpy.f2py"),
    # Drawn are SVG, PNG and PDF, and no window of matplotlib's own.
    *("matplotlib.backends.backend_qtagg", "matplotlib.backends.qt_compat", "matplotlib.backends.backend_webagg"),
    *("matplotlib.tests", "matplotlib.testing", "IPython", "PIL.ImageQt"),
    # Pictures come from cameras and recordings; PIL only puts matplotlib's pixels into a PNG.
    *("PIL._avif", "PIL._webp", "PIL._imagingcms", "PIL._imagingtk", "PIL._imagingft"),
    *("PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtSvg", "PySide6.QtOpenGL"),
    *("PySide6.QtMultimediaWidgets", "PySide6.QtConcurrent", "cv2.gapi"),
]
"""Modules nobody imports on the ways gone here. `unittest` stays: Qt's own support needs it for every window."""

LEFT_OUT_FILES = [
    # Screens of embedded devices, virtual keyboards, look-ups of the network, players: nothing of these is shown.
    r"PySide6/(Qt/)?plugins/(egldeviceintegrations|generic|multimedia|networkinformation|tls|position|printsupport)/",
    r"PySide6/(Qt/)?plugins/platforms/(lib)?q(eglfs|linuxfb|minimalegl|vkkhrdisplay|vnc)",
    r"PySide6/(Qt/)?plugins/platforminputcontexts/(lib)?qtvirtualkeyboard",
    r"PySide6/(Qt/)?plugins/platformthemes/libqgtk3",  # it would bring all of GTK; the portal's theme does
    r"PySide6/(Qt/)?plugins/imageformats/(lib)?q(pdf|gif|icns|tga|tiff|wbmp|webp)\b",
    r"PySide6/(Qt/)?plugins/texttospeech/(lib)?qtexttospeech_mock",
    r"PySide6/(Qt/)?translations/(?!qtbase_(nl|en)\.qm$)",
    r"PySide6/(Qt/)?(qml|resources|libexec)/",
    r"cv2/data/.*\.xml$",  # faces are found by MediaPipe
    r"(^|/)opencv_videoio_ffmpeg.*\.dll\.sig$",
    r"matplotlib/mpl-data/(sample_data|images|stylelib/(?!classic)|fonts/(afm|pdfcorefonts))",
    r"matplotlib/mpl-data/fonts/ttf/(STIX|cm|DejaVu(Serif|SansMono|SansDisplay))",
    # Where a package came from says something about the machine that built, and nothing about the program.
    r"\.dist-info/(RECORD|INSTALLER|REQUESTED|direct_url\.json|uv_cache\.json|uv_build\.json|WHEEL)$",
    r"\.(pyi|pyx|pxd|h|cmake)$",
]
"""Files by their place in the bundle."""
_LEFT_OUT = re.compile("|".join(LEFT_OUT_FILES))

SYSTEM_LIBRARIES = {
    # One copy in a process: the graphics driver, which only the system has, brings these itself.
    "libstdc++.so.6": "libstdc++6",
    "libgcc_s.so.1": "libgcc-s1",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    # What reads the system's own settings has to be of its age: fonts, desktop bus, sound, sign-on.
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libpulse.so.0": "libpulse0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
"""Libraries left to the system, with the Debian package that brings each; on the .deb's list of what it depends on."""
EXTRA_PACKAGES = {
    "libportaudio2": "sound; loaded by name",
    "fonts-dejavu-core | fonts-noto-core | fonts-liberation": "a name typed in a script that the own letters lack",
}
"""Packages that no library's header names."""
OPTIONAL_LIBRARIES = {"libspeechd.so.2": "libspeechd2"}
"""Without these a part is missing and says so; recommended by the .deb."""
C_LIBRARY = re.compile(r"(libc|libm|libmvec|libdl|librt|libpthread|libresolv|libutil|ld-linux-x86-64)\.so\.\d+")


def stays(dest: str) -> bool:
    """Whether the file for this place in the bundle goes in."""
    place = dest.replace("\\", "/")
    name = place.rpartition("/")[2]
    return name not in SYSTEM_LIBRARIES and not C_LIBRARY.fullmatch(name) and not _LEFT_OUT.search(place)


CAMERA_USE = "Kaakrust watches your lips and lower jaw. No picture is kept, and nothing leaves this computer."
"""What macOS says when it asks the person for the camera."""


def macos_info() -> dict[str, object]:
    """What macOS reads about the app, on top of what PyInstaller writes."""
    return {
        "CFBundleDisplayName": "Kaakrust",
        "CFBundleLocalizations": ["en", "nl"],
        "LSApplicationCategoryType": "public.app-category.healthcare-fitness",
        "LSMinimumSystemVersion": "14.0",
        "NSCameraUsageDescription": CAMERA_USE,
        "NSHighResolutionCapable": True,
    }
