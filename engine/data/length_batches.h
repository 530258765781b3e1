// Which rows of a store make a batch: rows of about one length, so that little is padding.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/data/token_cache.h"

namespace layerlab {

// The batches of training, a pure function of seed and step. Every pass over the rows is shuffled, then grouped by length
// within stretches of many batches, so that batches still differ from pass to pass.
class LengthBatches {
public:
    LengthBatches(std::uint64_t seed, const TokenStore& store, const std::vector<std::uint32_t>& rows)
        : m_seed(seed), m_store(store), m_rows(rows) {}
    std::vector<std::uint32_t> at(std::int64_t step, int batch_size) const;

private:
    void order(std::uint64_t epoch, std::size_t size) const;
    std::uint64_t m_seed;
    const TokenStore& m_store;
    const std::vector<std::uint32_t>& m_rows;
    mutable std::uint64_t m_epoch = ~std::uint64_t{0};  // a cache of one pass's order: used by one thread
    mutable std::size_t m_size = 0;
    mutable std::vector<std::uint32_t> m_order, m_batches;
};

// All rows once, from short to long.
std::vector<std::vector<std::uint32_t>> batchesByLength(const TokenStore& store, std::vector<std::uint32_t> rows, int batch_size);

}  // namespace layerlab
