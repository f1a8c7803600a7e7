# Zero-fill in every policy that has memory, with gaps for alignment before and inside it.
        .text
        .globl  zeros
zeros:  lea     small(%rip), %rax
        lea     wide(%rip), %rax
        lea     pool(%rip), %rax
        lea     odd(%rip), %rax
        movabs  $shared, %rax
        ret
        .data
        .globl  few
few:    .byte   1, 2, 3
        .section .once.data,"aw",@progbits
        .byte   4, 5, 6, 7, 8
        .globl  seen
seen:   .quad   pool
        .bss
        .globl  small
small:  .zero   5
        .section .bss.wide,"aw",@nobits
        .balign 64
        .globl  wide
wide:   .zero   5000
        .section .once.bss,"aw",@nobits
        .balign 32
        .globl  pool
pool:   .zero   4100
        .section .once.odd,"aw",@nobits
        .globl  odd
odd:    .zero   3
        .comm   shared, 24, 16
