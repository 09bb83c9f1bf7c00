/* The three loops of the spelling engine that take the time; numpy does the same where no compiler was at hand.
   Whole numbers throughout, so both give the same answer to the last bit. See native.py for the callers. */
#include <stdint.h>
#include <stddef.h>

enum { PROBES = 8, ORDERS = 5 };

typedef struct {
    const uint16_t *marks;
    const uint8_t *logp;
    const uint8_t *backoff; /* NULL for the longest runs */
    int64_t size;
} Table;

int kernel_version(void) { return 1; }

static uint64_t extend(uint64_t hash, int64_t character) {
    uint64_t mixed = (hash ^ ((uint64_t)character + 1)) * 0x9E3779B97F4A7C15ull;
    return mixed ^ (mixed >> 29);
}

static int64_t find(const uint16_t *marks, int64_t size, uint64_t hash) {
    uint16_t wanted = (uint16_t)((hash * 0xD6E8FEB86659FD93ull) >> 48);
    int64_t at = (int64_t)(((hash >> 32) * (uint64_t)size) >> 32);
    if (wanted == 0) wanted = 1;
    for (int probe = 0; probe < PROBES; probe++, at++) {
        if (marks[at] == wanted) return at;
        if (marks[at] == 0) return -1;
    }
    return -1;
}

void find_all(const uint16_t *marks, int64_t size, const uint64_t *hashes, int64_t count, int64_t *places) {
    for (int64_t row = 0; row < count; row++) places[row] = find(marks, size, hashes[row]);
}

/* single_logp and single_backoff: one number a character. ids, scores, orders: height rows of width. */
void profile(const int64_t *single_logp, const int64_t *single_backoff, const Table *tables, const int64_t *ids,
             int64_t height, int64_t width, int64_t *scores, int64_t *orders) {
    for (int64_t row = 0; row < height; row++) {
        int64_t before[ORDERS] = {0}; /* back-off of the run of each length that ends just before; 0 where unknown */
        int64_t order_before = 0;
        for (int64_t column = 0; column < width; column++) {
            const int64_t *end = ids + row * width + column;
            int64_t here[ORDERS] = {0}, score = -single_logp[*end], order = 1, open = 1;
            here[0] = -single_backoff[*end];
            for (int length = 2; length <= ORDERS; length++) {
                if (column == 0) break;
                score += before[length - 2];
                if (!open || column < length - 1 || order_before < length - 1) { open = 0; continue; }
                const Table *table = tables + length - 2;
                uint64_t hash = 0;
                for (int back = length - 1; back >= 0; back--) hash = extend(hash, end[-back]);
                int64_t at = find(table->marks, table->size, hash);
                if (at < 0) { open = 0; continue; }
                score = -(int64_t)table->logp[at];
                order = length;
                if (table->backoff != NULL) here[length - 1] = -(int64_t)table->backoff[at];
            }
            scores[row * width + column] = score;
            orders[row * width + column] = order;
            for (int length = 0; length < ORDERS; length++) before[length] = here[length];
            order_before = order;
        }
    }
}

/* Sum of the leaves each row of features falls into. */
void grow(const int64_t *roots, int64_t trees, const int64_t *feature, const double *threshold, const int64_t *left,
          const int64_t *value, const double *features, int64_t rows, int64_t columns, int64_t *sums) {
    for (int64_t row = 0; row < rows; row++) {
        const double *known = features + row * columns;
        int64_t sum = 0;
        for (int64_t tree = 0; tree < trees; tree++) {
            int64_t at = roots[tree];
            while (left[at] != at) at = known[feature[at]] <= threshold[at] ? left[at] : at + 1;
            sum += value[at];
        }
        sums[row] = sum;
    }
}
