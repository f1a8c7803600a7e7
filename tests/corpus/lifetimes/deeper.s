# An alignment beyond the size of a page.
        .data
        .globl  a1
a1:     .byte   1
        .section .once.data,"aw",@progbits
        .balign 8192
        .globl  a8192
a8192:  .quad   a1
