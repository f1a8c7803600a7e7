# Three ways to name a place that is somewhere else: a distance, an unsigned and a signed address of 32 bits.
        .text
        .globl  main
        .type   main,@function
main:
        movl    far_var(%rip), %eax
        movl    $low_var, %edi
        movslq  low_var, %rsi
        ret
        .size   main, .-main

        .section .note.GNU-stack,"",@progbits
