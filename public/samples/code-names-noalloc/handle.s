# Code that names a section nobody loads. At run time there is no memory at that address: it is a handle, a number
# that the program may give back to whoever keeps the link graph.
    .text
    .globl request
    .type request, @function
request:
    movq    handle(%rip), %rdi
    leaq    record(%rip), %rsi      # a distance to a place without memory: senseless
    ret
    .size request, .-request

    .data
    .globl handle
handle:
    .quad record                    # an address, kept as a handle
    .size handle, 8

    .section .records,"",@progbits
record:
    .quad request
    .asciz "what the controller knows about request"
    .section .note.GNU-stack,"",@progbits
