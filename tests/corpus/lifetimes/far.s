# A distance that no field of this width can hold, found when memory is long reserved.
        .text
        .globl  reach
reach:  lea     moon(%rip), %rax
        ret
        .data
        .globl  near
near:   .quad   reach
        .section .once.data,"aw",@progbits
        .globl  brief
brief:  .quad   near
        .section .meta,"",@progbits
        .quad   reach
