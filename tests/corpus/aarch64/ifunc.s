# An indirect function: called, loaded through the GOT, taken by address.
        .text
        .globl  main, chosen
        .type   main, %function
main:
        bl      chosen
        adrp    x0, :got:chosen
        ldr     x0, [x0, :got_lo12:chosen]
        ret
        .size   main, .-main
        .type   chosen, %gnu_indirect_function
chosen:
        adr     x0, main
        ret
        .size   chosen, .-chosen
