// The runs that are compared, each with its colour and a cross that takes it out. Wraps into lines, scrolls when there are many.
#pragma once

#include <QColor>
#include <QList>
#include <QScrollArea>
#include <QString>

namespace layerlab {

struct RunChip {
    QString folder, name;
    int colour = -1;  // an index of Theme::categorical; -1: of a run that cannot be read
    QString tip;      // what else is to be known; the reason where it cannot be read

    bool operator==(const RunChip&) const = default;
};

class RunChips : public QScrollArea {
    Q_OBJECT

public:
    explicit RunChips(QWidget* parent = nullptr);

    void setChips(const QList<RunChip>& chips);
    const QList<RunChip>& chips() const { return m_chips; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void removed(const QString& folder);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void rebuild();
    void arrange();

    QList<RunChip> m_chips;
    QList<QWidget*> m_widgets;
    int m_lines = 1;
};

}  // namespace layerlab
