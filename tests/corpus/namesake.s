# A local name that another, global definition has as well, as merged files have it. Nothing refers to the local one.
    .section .text.one,"ax",@progbits
    .globl twin
twin:
    ret
    .globl other
other:
    ret
    .section .text.two,"ax",@progbits
local_twin:
    ret
    .size local_twin, 1
