// The values of a chart as a text. Taking them is cheap, whatever their number: points are shared with the curves until
// one of these changes. So a million rows can be written away from the window's thread.
#pragma once

#include <QString>
#include <vector>

#include "ui/charts/qcustomplot.h"

namespace layerlab {

struct ChartData {
    struct Column {
        QString name;
        QCPGraphDataContainer points;
    };
    QString x_title;
    std::vector<Column> columns;

    // One row for each x, one column for each curve, empty where a curve has no value there. The separator is a comma
    // (CSV) or a tab.
    QString text(QChar separator) const;
    // Returns what went wrong, or nothing.
    QString save(const QString& path) const;
};

// A field of such a text, quoted where it has to be.
QString fieldText(QString text, QChar separator);
// Returns what went wrong, or nothing.
QString saveText(const QString& path, const QString& text);

// Numbers as files and tables have them.
QString keyText(double x);
QString numberText(double value);

}  // namespace layerlab
