#include "ui/charts/chart_data.h"

#include <QCoreApplication>
#include <QFile>
#include <cmath>
#include <limits>

namespace layerlab {

QString fieldText(QString text, QChar separator) {
    if (separator == QLatin1Char('\t'))
        return text.replace(QLatin1Char('\t'), QLatin1Char(' ')).replace(QLatin1Char('\n'), QLatin1Char(' '));
    if (!text.contains(separator) && !text.contains(QLatin1Char('"')) && !text.contains(QLatin1Char('\n'))) return text;
    return QLatin1Char('"') + text.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
}

QString saveText(const QString& path, const QString& text) {
    QFile file(path);
    const QByteArray bytes = text.toUtf8();
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.flush()) return {};
    return QCoreApplication::translate("layerlab::ChartView", "Cannot write %1: %2").arg(path, file.errorString());
}

QString keyText(double x) { return QString::number(x, 'g', 15); }

QString numberText(double value) { return QString::number(value, 'g', 9); }

QString ChartData::text(QChar separator) const {
    struct Place {
        QCPGraphDataContainer::const_iterator at, end;
    };
    std::vector<Place> places;
    QString text = fieldText(x_title.isEmpty() ? QStringLiteral("x") : x_title, separator);
    for (const Column& column : columns) {
        places.push_back({column.points.constBegin(), column.points.constEnd()});
        text += separator + fieldText(column.name, separator);
    }
    text += QLatin1Char('\n');
    for (;;) {
        double x = std::numeric_limits<double>::quiet_NaN();
        for (const Place& place : places)
            if (place.at != place.end && (std::isnan(x) || place.at->key < x)) x = place.at->key;
        if (std::isnan(x)) return text;
        text += keyText(x);
        for (Place& place : places) {
            text += separator;
            if (place.at != place.end && place.at->key == x) text += numberText((place.at++)->value);
        }
        text += QLatin1Char('\n');
    }
}

QString ChartData::save(const QString& path) const { return saveText(path, text(QLatin1Char(','))); }

}  // namespace layerlab
