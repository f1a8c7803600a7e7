# Instructions whose immediate bits are not 0: LLVM 22 adds the value to them.
        .text
        .globl  main
        .type   main, %function
main:
        .inst   0x94000001      // bl .+4
        .reloc  main, R_AARCH64_CALL26, target
        .inst   0x91000400      // add x0, x0, #1
        .reloc  main+4, R_AARCH64_ADD_ABS_LO12_NC, target
        ret
        .size   main, .-main
        .section .text.target,"ax",%progbits
        .globl  target
        .p2align 5
        nop
target:
        ret
