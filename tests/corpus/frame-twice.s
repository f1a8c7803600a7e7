# Two sections of call-frame records.
    .text
    .globl live
live:
    .cfi_startproc
    ret
    .cfi_endproc
    .section .eh_frame,"a",@progbits,unique,7
.Lcie:
    .long 0x14, 0
    .byte 1, 'z', 'R', 0, 1, 0x78, 16, 1, 0x1b
    .zero 7
.Lfde:
    .long 0x10, .Lfde + 4 - .Lcie
    .long live - .
    .long 1
    .zero 4
