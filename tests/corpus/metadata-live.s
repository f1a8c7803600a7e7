# Code that keeps metadata alive, with edges in both directions and between two non-alloc sections.
    .text
    .globl f
    .type f, @function
f:
    .cfi_startproc
    movq    $meta, %rax
    leaq    meta+4(%rip), %rcx
    ret
    .cfi_endproc
    .size f, .-f
    .section .meta,"",@progbits
    .globl meta
meta:
    .quad f + 3
    .quad more
    .long more + 2
    .long f - .
    .long more - .
    .long meta - .
    .size meta, .-meta
    .section .more,"",@progbits
    .byte 1, 2
more:
    .quad meta
