# Initial-exec with two registers: two moves would need one, so the load stays.
        .text
        .globl  main
        .type   main, %function
main:
        adrp    x11, :gottprel:mine
        ldr     x12, [x11, :gottprel_lo12:mine]
        ret
        .size   main, .-main
        .section .tdata,"awT",%progbits
        .p2align 3
mine:
        .xword  8
