// Records of compact unwinding of one file that name four personalities. The encoding has two bits for them, so that the
// fourth has no number: LLVM 22 gives it the bit next to these.
    .section __TEXT,__text,regular,pure_instructions
    .globl _first, _second, _third, _fourth
_first:
    ret
_second:
    ret
_third:
    ret
_fourth:
    ret
    .macro record function, personality
    .quad \function
    .long 1
    .long 0x01000000
    .quad \personality
    .quad 0
    .endm
    .section __LD,__compact_unwind,regular,debug
    .p2align 3
    record _first, ___personality_a
    record _second, ___personality_b
    record _third, ___personality_c
    record _fourth, ___personality_d
    .subsections_via_symbols
