# An exported absolute symbol that nothing refers to.
    .text
    .globl live
live:
    ret
    .globl constant
    .set constant, 7
