# A map for tools: function, end of it, and where its name begins in a table of names. Neither is ever loaded.
        .text
        .globl  answer
        .type   answer,@function
answer:
        leal    2(%rdi), %eax
        ret
        .size   answer, .-answer
        .p2align 4
        .globl  main
        .type   main,@function
main:
        movl    $42, %eax
        ret
        .size   main, .-main

        .section .meta.str,"",@progbits
.Lstrs:
        .asciz  "answer"
        .asciz  "main"

        .section .meta.map,"",@progbits
        .globl  func_map
func_map:
        .quad   answer
        .quad   answer+4
        .long   .Lstrs
        .quad   main
        .quad   main+6
        .long   .Lstrs+7

        .section .note.GNU-stack,"",@progbits
