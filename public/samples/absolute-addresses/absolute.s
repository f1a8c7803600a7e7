# One place, written in every width that an object file knows: 64 bits, 32 bits zero-extended, 32 bits sign-extended,
# and as a distance.
    .text
    .globl here
here:
    movl    $cell, %edi             # R_X86_64_32: the upper half becomes zeros
    movq    $cell, %rsi             # R_X86_64_32S: the sign is extended
    movabsq $cell, %rdx             # R_X86_64_64
    leaq    cell(%rip), %rcx        # R_X86_64_PC32
    call    away                    # R_X86_64_PLT32
    ret
    .size here, .-here
    .type here, @function

    .globl away
    .type away, @function
away:
    ret
    .size away, .-away

    .data
    .globl cell
cell:
    .quad cell                      # a place that holds its own address
    .quad cell + 8
    .long cell - .                  # R_X86_64_PC32 in data
    .long away - .
    .size cell, .-cell
    .section .note.GNU-stack,"",@progbits
