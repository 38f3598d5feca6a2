"""Nothing is lost: the disk as it can be trusted, the saver, the journal and what it brings back.

Needs no Qt: the same code saves on the command line, and every step of it is tried against
every moment at which a computer can fail (docs/reliability.md).
"""
