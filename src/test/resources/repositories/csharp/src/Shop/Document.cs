namespace Shop;

public abstract class Document
{
    private readonly string title;

    protected Document(string title)
    {
        this.title = title;
    }

    public virtual string Title() => title;

    public void Touch()
    {
        Version++;
    }

    public int Version { get; private set; }
}
