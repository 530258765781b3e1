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
    if (name.startsWith(QLatin1String("Theseus")) || name.startsWith(QLatin1String("theseus"))) return theme().trained;
    if (name.startsWith(QLatin1String("Ladder")) || name.startsWith(QLatin1String("ladder"))) return theme().frozen;
    if (name.startsWith(QLatin1String("Distil")) || name.startsWith(QLatin1String("distil"))) return theme().categorical(3);
    if (name.startsWith(QLatin1String("Trunc")) || name.startsWith(QLatin1String("trunc"))) return theme().categorical(5);
    return theme().accent;
}

}  // namespace layerlab
