# Types beside thread-local ones that LLVM 22 refuses.
        .text
        .globl  main, ext, low
        .type   main, %function
main:
        .reloc  ., R_AARCH64_NONE, ext
        adrp    x0, :pg_hi21_nc:data
        ldr     x1, :got:data
        movz    x2, #:abs_g0:low
        movz    x2, #:abs_g1:data
        movz    x2, #:abs_g2:data
        movz    x3, #:abs_g0_s:low
        movz    x3, #:abs_g1_s:data
        movn    x3, #:abs_g2_s:data
        movz    x4, #:prel_g0:near
        movn    x4, #:prel_g0_nc:near
        movz    x4, #:prel_g1:back
        movk    x4, #:prel_g1_nc:back
        movz    x4, #:prel_g2:back
        movk    x4, #:prel_g2_nc:near
        movn    x4, #:prel_g3:back
        ret
near:
        nop
        .size   main, .-main
        .section .text.back,"ax",%progbits
back:
        ret
        .data
        .p2align 3
data:
        .hword  low
        .hword  data - .
        .reloc  ., R_AARCH64_PLT32, ext
        .word   0
        .reloc  ., R_AARCH64_PLT32, main
        .word   0
        .reloc  ., R_AARCH64_GOTPCREL32, data
        .word   0
        .set    low, 0x1234
        .globl  low
