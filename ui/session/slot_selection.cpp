#include "ui/session/slot_selection.h"

#include <algorithm>

namespace layerlab {

void SlotSelection::set(const QList<int>& numbers) {
    QList<int> sorted = numbers;
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    if (sorted == m_numbers) return;
    m_numbers = sorted;
    Q_EMIT changed();
}

}  // namespace layerlab
