# Two NoAlloc sections, one behind the other: the second starts at 0x30 because the tool that wrote the file said so.
# No memory manager knows of them, so a plugin that makes the first one longer has to move the second one itself.
        .text
        .globl  work
        .type   work,@function
work:
        ret
        .size   work, .-work

        .section .notes,"",@progbits
        .globl  notes
        .p2align 3
notes:
        .quad   work
        .quad   table
        .asciz  "notes about work"

        .section .table,"",@progbits
        .globl  table
        .p2align 3
table:
        .quad   notes
        .quad   work
