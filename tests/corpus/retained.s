# A local function in a section that asks to be kept.
    .text
    .globl live
live:
    ret
    .section .kept,"axR",@progbits
kept:
    ret
