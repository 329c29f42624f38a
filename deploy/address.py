"""Print the address of this machine that others in its network can reach."""

import socket
import sys


def own_address() -> str:
    """Return the address from which this machine would ask another one; nothing is sent.

    Raises
    ------
    OSError
        If it has no network.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.connect(("192.0.2.1", 9))  # RFC 5737: an address for documentation
        return str(line.getsockname()[0])


if __name__ == "__main__":
    try:
        print(own_address())
    except OSError:
        sys.exit("This machine has no network: phones cannot reach it.")
