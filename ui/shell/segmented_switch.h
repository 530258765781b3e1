// Two or more words side by side, one of them chosen: "Draft | Run hops-0007".
#pragma once

#include <QList>
#include <QWidget>

class QButtonGroup;
class QToolButton;

namespace layerlab {

class SegmentedSwitch : public QWidget {
    Q_OBJECT

public:
    explicit SegmentedSwitch(const QStringList& segments, QWidget* parent = nullptr);

    void setText(int segment, const QString& text);  // shortened in the middle when long
    void setCurrent(int segment);
    int current() const;

Q_SIGNALS:
    void chosen(int segment);  // by the person

private:
    QButtonGroup* m_group;
    QList<QToolButton*> m_buttons;
};

}  // namespace layerlab
