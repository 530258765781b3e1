// The colour that stands for a technique wherever it is named: section headers, chips of the runs table.
#pragma once

#include <QColor>
#include <QString>

#include "ui/theme.h"

namespace layerlab {

// name: as in a run's summary ("LayerDrop 0.2", "share ×2") or the key ("layer_drop", "sharing").
inline QColor techniqueColour(const QString& name) {
    if (name.startsWith(QLatin1String("LayerDrop")) || name.startsWith(QLatin1String("layer_drop"))) return theme().warning;
    if (name.startsWith(QLatin1String("shar"))) return theme().categorical(4);
    return theme().accent;
}

}  // namespace layerlab
