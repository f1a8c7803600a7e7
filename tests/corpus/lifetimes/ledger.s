# Nothing but metadata (and the empty .text that the assembler always makes).
        .section .meta,"",@progbits
        .globl  page_one
page_one:
        .quad   page_two
        .long   .-page_one
        .section .meta.more,"",@progbits
        .globl  page_two
page_two:
        .quad   page_one+8
        .asciz  "only in the graph"
