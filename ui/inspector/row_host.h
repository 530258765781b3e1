// What takes rows: a section, or the fold of a section that holds its rarer rows.
#pragma once

class QWidget;

namespace layerlab {

class RowHost {
public:
    virtual ~RowHost() = default;
    virtual void add(QWidget* field) = 0;
};

}  // namespace layerlab
