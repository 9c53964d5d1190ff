#!/usr/bin/env python3
"""Start arcore, test it, or reach its command line; needs nothing but Python.

    python3 run.py                   the web server, the job worker and a database
    python3 run.py test [ARGS]       every check and the whole suite; ARGS go to pytest
    python3 run.py manage COMMAND    Django's command line with the database running

`python3 run.py --help` lists the options. This file keeps to syntax that a Python too old
for arcore can read, so that it can say so.
"""

from __future__ import print_function

import sys

OLDEST, TOO_NEW = (3, 11), (3, 14)


def refuse_python(version):
    """The sentence that refuses this Python version, empty when it fits."""
    if OLDEST <= tuple(version[:2]) < TOO_NEW:
        return ""
    return (
        "arcore needs Python 3.11, 3.12 or 3.13, and this is Python %d.%d. Install one of them "
        "and start arcore with it, for example: python3.12 run.py" % tuple(version[:2])
    )


def main(arguments):
    """Run the command that the arguments ask for and return its exit code."""
    refusal = refuse_python(sys.version_info)
    if refusal:
        print(refusal, file=sys.stderr)
        return 1
    from arcore.launch.start import start

    return start(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
