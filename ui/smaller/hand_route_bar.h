// The line below the stack of a run: the route that a person made by hand, what it does and costs, and what that is against
// every layer.
#pragma once

#include <QFrame>

class QPushButton;
class QToolButton;

namespace layerlab {

class ElidedLabel;
class HandRoute;

class HandRouteBar : public QFrame {
    Q_OBJECT

public:
    explicit HandRouteBar(HandRoute& route, QWidget* parent = nullptr);

    QString words() const;    // "Layers 1 3 5 …"
    QString figures() const;  // "71.8 % (-12.3 %) …"
    QPushButton* takeOut() const { return m_take_out; }
    void setReasonAgainst(const QString& reason);  // taking it out now

Q_SIGNALS:
    void takeOutAsked();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();

    HandRoute& m_route;
    ElidedLabel* m_words;
    ElidedLabel* m_figures;
    QToolButton* m_all;
    QPushButton* m_take_out;
};

}  // namespace layerlab
