# Alignments up to the size of a page, in two policies.
        .data
        .globl  a1
a1:     .byte   1
        .section .data.page,"aw",@progbits
        .balign 4096
        .globl  a4096
a4096:  .quad   a1
        .byte   3
        .section .once.data,"aw",@progbits
        .byte   9
        .section .once.wide,"aw",@progbits
        .balign 2048
        .globl  a2048
a2048:  .quad   a4096
        .bss
        .balign 512
        .globl  b512
b512:   .zero   40
        .section .meta,"",@progbits
        .balign 64
        .quad   a2048
