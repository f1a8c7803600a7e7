# Two sections without names for what is in them, each loaded from its own GOT entry.
    .text
    .globl use
use:
    addq    .text.one@GOTPCREL(%rip), %rax
    addq    .text.two@GOTPCREL(%rip), %rax
    ret
    .section .text.one,"ax",@progbits
    ret
    .section .text.two,"ax",@progbits
    nop
    ret
