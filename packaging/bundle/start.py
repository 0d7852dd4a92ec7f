"""The frozen program's first lines; everything else is the package's own door."""

from kaakrust import main

main()
