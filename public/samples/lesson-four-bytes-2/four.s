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
        .p2align 4
        .globl  pause
        .type   pause,@function
pause:
        nop
        ret
        .size   pause, .-pause
        .p2align 4
        .globl  helper
        .type   helper,@function
helper:
        ret
        .size   helper, .-helper

        .data
        .p2align 3
        .globl  count
        .type   count,@object
count:
        .quad   3
        .size   count, .-count
        .globl  table
        .type   table,@object
table:
        .quad   main
        .quad   table+4
        .size   table, .-table

        .section .note.GNU-stack,"",@progbits
