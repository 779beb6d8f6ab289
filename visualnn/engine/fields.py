"""Where things stand in the tables that the interpreter and the kernels read.

An operation is a row of ``OP_WIDTH`` integers. Places in memory are offsets, counted in numbers, from the start of the
program's one float array; -1 stands for "none". ``N``, ``M`` and ``T`` count numbers: a kernel sees its share of the
batch as ``(last - first) * T`` inner rows, each ``N`` numbers wide where they come in and ``M`` where they leave.
"""

OP_WIDTH = 40
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
    W4,  # fourth parameter
    WORK,  # space kept from forward to backward
    SETTINGS,  # numbers the operation was made with
    SERIAL,  # number of the operation: its stream of random numbers
    SOURCE,  # address of a data column (gather) or offset of the row losses (losses)
    SCORE,  # offset of the row scores (losses)
    G,  # gradient of the parameter (reductions)
    LOCAL,  # offset of the operation's scratch in each thread's own area
    A0,  # the operation's geometry: whatever else its kernels need to know of shapes
    A1,
    A2,
    A3,
    A4,
    A5,
    A6,
    A7,
    A8,
    A9,
    A10,
    A11,
) = range(35)
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
    THREADS,  # how many there are
    AREAS,  # offset of the threads' own areas
    AREA,  # numbers in each of them; thread t's begins at AREAS + t * AREA
) = range(11)

PARAM_WIDTH = 12
(
    P_VALUE,  # offset of the parameter
    P_GRADIENT,  # offset of its gradient
    P_ROWS,  # rows: what threads share out
    P_COLUMNS,  # numbers per row
    P_SLOTS,  # offset of the optimizer's own numbers: as many arrays of the same size as it needs
    P_FIRST,  # first of its reductions
    P_LAST,  # one past its last reduction
    P_UPDATE,  # when it is updated: see below
    P_PENALISED,  # 1: weight penalties apply to it
) = range(9)

NEVER, AT_ONCE, LATE = range(3)
"""A static value that is no parameter is never updated; a parameter is, in the region that computes its gradient, or
after the static operations that read it have added theirs."""

STATS = 6
(
    G_SQUARE,  # sum of g²
    G_ABSOLUTE,  # sum of |g|
    G_LARGEST,  # largest |g|
    W_SQUARE,  # sum of w², after the update
    D_SQUARE,  # sum of (change of w)²
    PENALTY,  # what the weight penalties add to the loss
) = range(STATS)
"""What is recorded of every parameter in every step. The first ``STATS`` numbers of each thread's area belong to the
update rules, which leave W_SQUARE and D_SQUARE there."""

# Numbers at the start of the program's memory, the same for every program. REST is 1 - beta (or rho): beta itself would
# lose digits in float32.
HYPER_SIZE = 16
(
    LEARNING_RATE,
    REST1,
    REST2,
    EPSILON,
    MOMENTUM,
    REST,
    L1,  # of the update rule (proximal, FTRL, AdagradDA)
    L2,
    DECAY,  # decoupled weight decay
    NESTEROV,  # 1: look ahead by the momentum
    PENALTY1,  # of the loss
    PENALTY2,
) = range(12)
