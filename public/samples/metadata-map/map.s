# A map for tools: address and length of each function, and an offset to a name in a second section of the same kind.
    .section .tool.map,"",@progbits
    .globl tool_map
tool_map:
    .quad one
    .long names
    .long 6
    .quad two
    .long names + 4
    .long 9
    .quad three
    .long names + 8
    .long 9
    .section .tool.names,"",@progbits
names:
    .asciz "one"
    .asciz "two"
    .asciz "three"
    .section .note.GNU-stack,"",@progbits
