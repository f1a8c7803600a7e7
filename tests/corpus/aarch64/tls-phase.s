# A template whose first section is less aligned than its second: it starts in the middle of the second's unit.
        .text
        .globl  main
        .type   main, %function
main:
        add     x0, x8, :tprel_hi12:first
        add     x0, x0, :tprel_lo12_nc:first
        add     x1, x8, :tprel_hi12:second
        add     x1, x1, :tprel_lo12_nc:second
        ret
        .size   main, .-main
        .data
        .p2align 3
        .xword  1
        .section .tdata,"awT",%progbits
        .p2align 3
first:
        .xword  8
        .section .tbss,"awT",%nobits
        .p2align 4
second:
        .skip   16
