#include "engine/data/length_batches.h"

#include <algorithm>

#include "engine/random.h"

namespace layerlab {

namespace {

constexpr std::size_t stretch_batches = 50;  // batches of a stretch that is sorted by length

void sortByLength(const TokenStore& store, std::vector<std::uint32_t>& rows, std::size_t from, std::size_t to) {
    std::stable_sort(rows.begin() + static_cast<std::ptrdiff_t>(from), rows.begin() + static_cast<std::ptrdiff_t>(to),
                     [&](std::uint32_t a, std::uint32_t b) { return store.rows()[a].length < store.rows()[b].length; });
}

}  // namespace

void LengthBatches::order(std::uint64_t epoch, std::size_t size) const {
    m_order = Draws(m_seed, Purpose::Shuffle, epoch).permutation(static_cast<std::uint32_t>(m_rows.size()));
    for (auto& row : m_order) row = m_rows[row];
    for (std::size_t from = 0; from < m_order.size(); from += size * stretch_batches)
        sortByLength(m_store, m_order, from, std::min(from + size * stretch_batches, m_order.size()));
    m_batches = Draws(m_seed, Purpose::Shuffle, epoch, 1).permutation(static_cast<std::uint32_t>((m_order.size() + size - 1) / size));
    m_epoch = epoch;
    m_size = size;
}

std::vector<std::uint32_t> LengthBatches::at(std::int64_t step, int batch_size) const {
    const auto size = static_cast<std::size_t>(batch_size);
    const std::uint64_t per_epoch = (m_rows.size() + size - 1) / size;
    const std::uint64_t epoch = static_cast<std::uint64_t>(step) / per_epoch;
    if (epoch != m_epoch || size != m_size) order(epoch, size);
    const std::size_t from = m_batches[static_cast<std::uint64_t>(step) % per_epoch] * size;
    return {m_order.begin() + static_cast<std::ptrdiff_t>(from),
            m_order.begin() + static_cast<std::ptrdiff_t>(std::min(from + size, m_order.size()))};
}

std::vector<std::vector<std::uint32_t>> batchesByLength(const TokenStore& store, std::vector<std::uint32_t> rows, int batch_size) {
    sortByLength(store, rows, 0, rows.size());
    std::vector<std::vector<std::uint32_t>> batches;
    const auto size = static_cast<std::size_t>(batch_size);
    for (std::size_t from = 0; from < rows.size(); from += size)
        batches.emplace_back(rows.begin() + static_cast<std::ptrdiff_t>(from),
                             rows.begin() + static_cast<std::ptrdiff_t>(std::min(from + size, rows.size())));
    return batches;
}

}  // namespace layerlab
