# Code that reads a section which no program loads.
        .text
        .globl  main
        .type   main,@function
main:
        leaq    note(%rip), %rax
        movl    (%rax), %eax
        ret
        .size   main, .-main

        .section .meta,"",@progbits
        .globl  note
note:
        .long   42

        .section .note.GNU-stack,"",@progbits
