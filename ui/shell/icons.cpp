#include "ui/shell/icons.h"

#include <QFile>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

#include "ui/theme.h"

namespace layerlab {

namespace {

const char* const neutral = "#64707d";  // what the files are drawn in
constexpr int sizes[] = {16, 20, 24, 32, 48, 64};

QByteArray svgText(const QString& name) {
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QPixmap render(const QByteArray& svg, int size) {
    QPixmap pixmap(size, size);
    pixmap.fill(Qt::transparent);
    QSvgRenderer renderer(svg);
    QPainter painter(&pixmap);
    renderer.render(&painter);
    return pixmap;
}

}  // namespace

QIcon icon(const QString& name, const QColor& colour) {
    const QByteArray text = svgText(name);
    const auto coloured = [&text](const QColor& with) { return QByteArray(text).replace(neutral, with.name().toLatin1()); };
    const QColor normal = colour.isValid() ? colour : theme().text;
    const QColor muted = theme().muted, panel = theme().panel;
    const QColor pale((muted.red() + panel.red()) / 2, (muted.green() + panel.green()) / 2, (muted.blue() + panel.blue()) / 2);
    QIcon result;
    for (const int size : sizes) {
        result.addPixmap(render(coloured(normal), size), QIcon::Normal);
        result.addPixmap(render(coloured(pale), size), QIcon::Disabled);
    }
    return result;
}

QIcon applicationIcon() {
    const QByteArray text = svgText(QStringLiteral("layerlab"));
    QIcon result;
    for (const int size : {16, 24, 32, 48, 64, 128, 256}) result.addPixmap(render(text, size));
    return result;
}

}  // namespace layerlab
