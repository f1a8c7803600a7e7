# Metadata that a profiler would read: where functions are. Nobody loads it.
    .section .meta.map,"",@progbits
    .globl func_map
    .type func_map, @object
func_map:
    .quad main
    .quad use_total
    .quad once_init
    .quad total
    .size func_map, .-func_map
    .section .note.GNU-stack,"",@progbits
