# A call-frame record by hand: four signed bytes lead back from it to the function, without a relocation.
    .section __TEXT,__text,regular,pure_instructions
    .globl _main
_main:
    ret
    .p2align 4, 0x90
    .section __TEXT,__eh_frame,coalesced,no_toc+strip_static_syms+live_support
    .p2align 3
Lcie:
    .long 16
    .long 0
    .byte 1
    .asciz "zR"
    .uleb128 1
    .sleb128 -8
    .byte 16
    .uleb128 1
    .byte 0x1b
    .space 3
Lfde:
    .long 16
    .long 24
    .long -44
    .long 16
    .uleb128 0
    .space 3
    .subsections_via_symbols
