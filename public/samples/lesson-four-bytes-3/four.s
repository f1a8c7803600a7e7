        .text
        .globl  main
        .type   main,@function
main:
        call    helper
        leaq    table(%rip), %rax
        movl    $7, table+4(%rip)
        xorl    %eax, %eax
        ret
        .size   main, .-main
        .p2align 6
        .globl  helper
        .type   helper,@function
helper:
        ret
        .size   helper, .-helper

        .data
        .p2align 3
        .globl  sizes
        .type   sizes,@object
sizes:
        .quad   3, 5, 8, 13
        .size   sizes, .-sizes
        .globl  table
        .type   table,@object
table:
        .quad   main
        .quad   table+4
        .size   table, .-table

        .section .note.GNU-stack,"",@progbits
