# A call whose relocation is in a table of the compact form: assembled with --crel.
    .text
    .globl go
go:
    call    outside
    ret
