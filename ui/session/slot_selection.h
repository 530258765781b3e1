// The slots of the draft that are selected: on the canvas by clicking, in the inspector by name, in commands as what
// they apply to.
#pragma once

#include <QList>
#include <QObject>

namespace layerlab {

class SlotSelection : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    const QList<int>& numbers() const { return m_numbers; }  // from 1, ascending
    void set(const QList<int>& numbers);

Q_SIGNALS:
    void changed();

private:
    QList<int> m_numbers;
};

}  // namespace layerlab
