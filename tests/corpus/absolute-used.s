# An absolute symbol that is loaded from a GOT entry.
    .text
    .globl live
live:
    addq    constant@GOTPCREL(%rip), %rax
    ret
    .globl constant
    .set constant, 42
