"""Where things stand in the tables that the interpreter and the kernels read.

An operation is a row of ``OP_WIDTH`` integers. Places in memory are offsets, counted in numbers, from the start of the
program's one float array; -1 stands for "none". ``N``, ``M`` and ``T`` count numbers: a kernel sees its share of the
batch as ``(last - first) * T`` inner rows, each ``N`` numbers wide where they come in and ``M`` where they leave.
"""

OP_WIDTH = 24
(
    KERNEL,  # address of the kernel
    X,  # first input
    X2,  # second input
    Y,  # output
    DX,  # gradient of the first input
    DX2,  # gradient of the second input
    DY,  # gradient of the output
    ADD,  # 1: add to DX instead of writing it, because another reader of the value wrote it before
    ADD2,  # the same for DX2
    N,  # width of an inner row of the first input
    M,  # width of an inner row of the output
    T,  # inner rows per row of the batch
    W,  # first parameter
    W2,  # second parameter
    W3,  # third parameter
    WORK,  # space kept from forward to backward
    SETTINGS,  # numbers the operation was made with
    SERIAL,  # number of the operation: its stream of random numbers
    SOURCE,  # address of a data column (gather) or offset of the row losses (losses)
    SCORE,  # offset of the row scores (losses)
    G,  # gradient of the parameter (reductions)
) = range(21)
LABELS = W  # losses: 1 when the target is a class number, not numbers like the prediction

ENV_WIDTH = 16
(
    GEMM,  # address of ?gemm
    SEED,  # key of the random numbers
    STEP,  # number of this step, from 0
    TRAINING,  # 1 in training, 0 when predicting
    ROWS,  # rows in this batch
    START,  # position of the batch's first row in the order
    ORDER,  # address of the order (int32 row numbers), or 0: rows as they come
    THREAD,  # number of this thread
) = range(8)

PARAM_WIDTH = 12
(
    P_VALUE,  # offset of the parameter
    P_GRADIENT,  # offset of its gradient
    P_ROWS,  # rows: what threads share out
    P_COLUMNS,  # numbers per row
    P_SLOTS,  # offset of the optimizer's own numbers: as many arrays of the same size as it needs
    P_FIRST,  # first of its reductions
    P_LAST,  # one past its last reduction
) = range(7)

# Numbers at the start of the program's memory, the same for every program.
LEARNING_RATE, REST1, REST2, EPSILON = range(4)  # REST is 1 - beta: beta itself would lose digits in float32
HYPER_SIZE = 16
